/** A shape as people write it: 28 × 28 × 1; a single number for a vector. */
import type { Shape } from '../../core/ops.ts';

export const shapeText = (shape: Shape): string => shape.join(' × ') || '1';

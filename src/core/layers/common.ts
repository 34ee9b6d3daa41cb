/**
 * What every layer file leans on: ports, shape arithmetic, and shape faults in words-ready form (shapes are printed
 * like `36×36×1`, without the batch axis).
 */
import { type Options, withDefaults } from '../fields.ts';
import type { Shape, TensorRef } from '../ops.ts';
import type { LayerPorts, LayerSpec, PortSpec, ShapeFault, ShapeResult } from './layer.ts';

/** Most layers have one wire in and one out. */
export const ONE_IN: readonly PortSpec[] = [{ id: 'in' }];
export const MANY_IN: readonly PortSpec[] = [{ id: 'in', variadic: true }];
export const ONE_OUT: readonly PortSpec[] = [{ id: 'out' }];

/** The ports that a node of this kind has with these options (as set; defaults are filled in). */
export const portsOf = (spec: LayerSpec, options: Options): LayerPorts =>
  spec.ports?.(withDefaults(spec.fields, options)) ?? spec;

export const printShape = (shape: Shape): string => shape.join('×');
export const sizeOf = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);
export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

export const fits = (...shapes: readonly Shape[]): ShapeResult => ({ ok: true, shapes });
export function misfit(code: string, params: ShapeFault['params'], insert?: string): ShapeResult {
  return { ok: false, fault: { code, params, ...(insert === undefined ? {} : { insert }) } };
}

/** The shape on the first wire. Shape inference never calls a layer without its wires. */
export function first<Item>(items: readonly Item[]): Item {
  const item = items[0];
  if (item === undefined) throw new TypeError('a layer was asked without its inputs');
  return item;
}
/** A parameter of the layer by name. @throws TypeError where the engine left one out */
export function parameter(params: Readonly<Record<string, TensorRef>>, name: string): TensorRef {
  const tensor = params[name];
  if (tensor === undefined) throw new TypeError(`parameter '${name}' is missing`);
  return tensor;
}

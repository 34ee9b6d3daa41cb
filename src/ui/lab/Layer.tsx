/** A canvas that fills its box and is painted in animation frames when the walk, its size or the colours change. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import classes from './lab.module.css';
import { fitCanvas, type Looks, readLooks } from './looks.ts';
import type { Walk } from './walk.ts';

interface LayerProps {
  readonly walk: Walk;
  readonly width: number;
  readonly height: number;
  /** `fresh`: size, colours or `anew` are others than at the last time. */
  readonly paint: (g: CanvasRenderingContext2D, looks: Looks, fresh: boolean) => void;
  /** Whatever makes the picture another one. */
  readonly anew: unknown;
}
export function Layer({ walk, width, height, paint, anew }: LayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  const looks = useRef<Looks>(undefined);
  const paintNow = useEffectEvent((fresh: boolean): void => {
    if (!canvas.current || width < 2 || height < 2) return;
    const g = fitCanvas(canvas.current, width, height);
    if (g && looks.current) paint(g, looks.current, fresh);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size, scheme or picture begins again
  useEffect(() => {
    let frame: number | undefined;
    let fresh = true;
    const run = (): void => {
      frame = undefined;
      looks.current ??= readLooks();
      paintNow(fresh);
      fresh = false;
    };
    const wake = (): void => {
      frame ??= requestAnimationFrame(run);
    };
    looks.current = undefined;
    wake();
    const stop = walk.on(wake);
    return () => {
      stop();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [walk, width, height, scheme, anew]);
  return <canvas ref={canvas} className={classes.layer} aria-hidden />;
}

/** A small drawing of what a scenario's rows look like, by the kind of its input: points, pictures, tables, words, waves. */

import { defaultsOf } from '../../core/fields.ts';
import type { InputDef, ScenarioSpec } from '../../core/scenarios/scenario.ts';
import { taskColour } from '../parts/taskStyle.ts';

const A = taskColour(0);
const B = taskColour(1);
const LINE = 'var(--ink-soft)';

/** Two spirals of points, in px of a 52 x 40 picture. */
const POINTS = Array.from({ length: 22 }, (_, i) => {
  const turn = i % 2 === 0 ? 0 : Math.PI;
  const radius = 3 + i * 0.66;
  const angle = turn + i * 0.26;
  return { x: 26 + radius * Math.cos(angle) * 1.25, y: 20 + radius * Math.sin(angle), fill: i % 2 === 0 ? A : B };
});
const BARS = [9, 22, 14, 28, 6, 18, 25, 11, 20, 15].map((height, i) => ({
  height,
  x: 5 + i * 4.3,
  fill: i % 3 === 0 ? B : A,
}));

function Plane() {
  return POINTS.map((point) => <circle key={point.x} cx={point.x} cy={point.y} r={2} fill={point.fill} />);
}
function Image() {
  return (
    <g fill="none" strokeWidth={3.4} strokeLinecap="round" strokeLinejoin="round">
      <rect x={9} y={2} width={34} height={36} rx={3} stroke={LINE} strokeWidth={1} fill="var(--surface-sunken)" />
      <path d="M15 11 q3 -4 7 -1 q3 4 -3 9 l-4 4 h9" stroke={A} />
      <path d="M29 15 h9 l-5 8 q5 0 4 5 q-2 5 -8 2" stroke={B} />
    </g>
  );
}
function Vector() {
  return BARS.map(({ height, x, fill }) => (
    <rect key={x} x={x} y={36 - height} width={3} height={height} fill={fill} opacity={0.45 + (height / 28) * 0.55} />
  ));
}
function Words() {
  return (
    <g strokeWidth={3} strokeLinecap="round">
      <path d="M6 10 h12 M23 10 h8 M36 10 h10" stroke={LINE} />
      <path d="M6 20 h8 M26 20 h20" stroke={LINE} />
      <path d="M18 20 h4" stroke={B} />
      <path d="M6 30 h20" stroke={A} />
      <path d="M31 30 h9" stroke={LINE} />
    </g>
  );
}
function Wave() {
  return (
    <g fill="none" strokeWidth={2}>
      <path d="M3 20 q5 -22 10 0 t10 0 t10 0 t10 0 h6" stroke={A} />
      <path d="M3 22 q8 14 16 0 t16 0 t14 0" stroke={B} strokeDasharray="3 2" />
    </g>
  );
}
const DRAWINGS: Readonly<Record<InputDef['kind'], () => React.ReactNode>> = {
  plane: Plane,
  image: Image,
  vector: Vector,
  tokens: Words,
  sequence: Wave,
};

export function Pictogram({ scenario }: { readonly scenario: ScenarioSpec }) {
  const kind = scenario.outline(defaultsOf(scenario.fields)).inputs[0]?.kind ?? 'vector';
  const Drawing = DRAWINGS[kind];
  return (
    <svg viewBox="0 0 52 40" aria-hidden="true">
      <Drawing />
    </svg>
  );
}

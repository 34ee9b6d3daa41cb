/**
 * A small drawing of what a scenario's rows look like, by its field and the kind of its input: points, digits, words,
 * waves, prices, ratings, a table. Numbers of a formula are drawn as bars, other heights for every scenario.
 */
import { defaultsOf } from '../../core/fields.ts';
import { createRng, hash32 } from '../../core/math/rng.ts';
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
const BARS = 10;

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
function Vector({ id }: { readonly id: string }) {
  const rng = createRng(hash32(id));
  const bars = Array.from({ length: BARS }, (_, i) => ({ x: 5 + i * 4.3, height: 6 + 24 * rng.uniform() }));
  return bars.map(({ x, height }) => (
    <rect key={x} x={x} y={36 - height} width={3} height={height} fill={height > 18 ? A : B} />
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
function Prices() {
  return (
    <g fill="none" strokeWidth={2} strokeLinejoin="round">
      <path d="M5 4 v31 h43" stroke={LINE} strokeWidth={1} />
      <path d="M7 28 l7 -6 6 4 8 -12 7 5 11 -13" stroke={A} />
      <path d="M7 32 l9 -3 9 2 9 -8 12 -1" stroke={B} strokeDasharray="3 2" />
    </g>
  );
}
function Ratings() {
  const cells = [0, 1, 2, 3].flatMap((column) =>
    [0, 1, 2].map((row) => ({ column, row, mark: (column * 3 + row * 5) % 4 })),
  );
  return cells.map(({ column, row, mark }) => (
    <rect
      key={`${column} ${row}`}
      x={6 + column * 10.5}
      y={4 + row * 11.5}
      width={8.5}
      height={9.5}
      rx={2}
      fill={mark === 0 ? A : mark === 1 ? B : 'var(--surface-sunken)'}
      stroke={LINE}
      strokeWidth={0.6}
    />
  ));
}
function Road() {
  return (
    <g fill="none" strokeWidth={2} strokeLinecap="round">
      <path d="M12 38 L23 5 M40 38 L29 5" stroke={LINE} />
      <path d="M26 36 v-6 M26 24 v-5 M26 14 v-4" stroke={B} />
      <rect x={29} y={22} width={8} height={6} rx={1.5} stroke={A} />
    </g>
  );
}
function Table() {
  return (
    <g fill="none" strokeWidth={1.2}>
      <rect x={6} y={4} width={40} height={32} rx={2} stroke={LINE} />
      <path d="M6 12 h40 M6 20 h40 M6 28 h40 M19 4 v32" stroke={LINE} />
      <path d="M33 4 v32" stroke={LINE} />
      <path d="M22 16 h8 M22 24 h8 M22 32 h8" stroke={A} strokeWidth={2.4} />
      <path d="M36 16 h7 M36 24 h7 M36 32 h7" stroke={B} strokeWidth={2.4} />
    </g>
  );
}
type Drawing = (props: { readonly id: string }) => React.ReactNode;
const BY_DOMAIN: Readonly<Partial<Record<ScenarioSpec['domain'], Drawing>>> = {
  language: Words,
  speech: Wave,
  recommendation: Ratings,
  finance: Prices,
  driving: Road,
  tabular: Table,
};
const BY_INPUT: Readonly<Record<InputDef['kind'], Drawing>> = {
  plane: Plane,
  image: Image,
  vector: Vector,
  tokens: Words,
  sequence: Wave,
};

export function Pictogram({ scenario }: { readonly scenario: ScenarioSpec }) {
  const kind = scenario.outline(defaultsOf(scenario.fields)).inputs[0]?.kind ?? 'vector';
  const Picture = BY_DOMAIN[scenario.domain] ?? BY_INPUT[kind];
  return (
    <svg viewBox="0 0 52 40" aria-hidden="true">
      <Picture id={scenario.id} />
    </svg>
  );
}

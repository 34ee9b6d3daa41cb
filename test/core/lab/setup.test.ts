/** The lab's link, what is kept of a walk, and the behaviour that its examples promise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../../src/core/fields.ts';
import { CONCAVE_LINK, isLabLink } from '../../../src/core/lab/address.ts';
import { groundOfProblem } from '../../../src/core/lab/field.ts';
import { labProblems, type Point } from '../../../src/core/lab/problems.ts';
import { createRecorder, keptSteps, spreadRows, WIDTH } from '../../../src/core/lab/recorder.ts';
import { decodeLab, encodeLab, LAB_LIMITS, type LabSetup } from '../../../src/core/lab/setup.ts';
import { labTries } from '../../../src/core/lab/tries.ts';
import { lab as words } from '../../../src/ui/parts/i18n/en/lab.ts';

describe('the link', () => {
  it.each(labTries.ids)('of %s opens the same picture', (id) => {
    const setup = labTries.get(id).build();
    const link = encodeLab(setup);
    expect(isLabLink(`#${link}`)).toBe(true);
    expect(decodeLab(`#${link}`)).toEqual(setup);
  });
  it('of the gallery of presets opens the example of the concave front', () => {
    expect(decodeLab(CONCAVE_LINK)).toEqual(labTries.get('ends').build());
  });
  it('survives programs that write its signs as percent signs and digits', () => {
    const setup = labTries.get('ends').build();
    const starts: Point[] = [
      [1, -2],
      [0.5, 3],
    ];
    const two = { ...setup, starts, contenders: [...setup.contenders, { method: 'cagrad', options: { c: 0.4 } }] };
    const [head = '', ...rest] = encodeLab(two).split('m=');
    expect(decodeLab(`#${head}m=${rest.join('m=').replace(/[|;,]/g, encodeURIComponent)}`)).toEqual(two);
    expect(decodeLab('lab=concave&by=%zz%')?.problem).toBe('concave');
  });
  it('leaves out what is unknown or out of range', () => {
    const read = decodeLab('lab=valleys&scale=-3&m=nobody|cagrad;c=99;rescale=none&s=x,1|2,3&rate=7&steps=1e9&by=hand');
    expect(read).toEqual({
      problem: 'valleys',
      options: {},
      contenders: [{ method: 'cagrad', options: { rescale: 'none' } }],
      starts: [[2, 3]],
      optimizer: 'adam',
      rate: LAB_LIMITS.rate[1],
      steps: LAB_LIMITS.steps[1],
    });
    expect(decodeLab('lab=elsewhere')).toBeUndefined();
    expect(isLabLink('#labyrinth')).toBe(false);
  });
  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const setup = decodeLab(`lab=concave&${text}`);
        expect(setup?.starts.length).toBeGreaterThan(0);
      }),
    );
  });
});

it('keeps every first step, few of the later ones, and the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 100_000 }), (steps) => {
      const kept = keptSteps(steps);
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(steps);
      expect(kept.length).toBeLessThan(1850);
      expect(kept.every((step, i) => i === 0 || step > (kept[i - 1] as number))).toBe(true);
    }),
  );
});

it('the ground has values, contour lines and the front of every problem', () => {
  for (const problem of labProblems.ids) {
    const ground = groundOfProblem({ problem, options: {} }, 31);
    for (const { values, lines } of ground.losses) {
      expect(values.every(Number.isFinite)).toBe(true);
      expect(lines.flat().length).toBeGreaterThan(5);
    }
    expect(ground.frontLosses.length).toBe(ground.front.length);
  }
});

describe('the examples', () => {
  interface End {
    readonly x: Point;
    readonly losses: Point;
  }
  /** Where contender c ends from start s. */
  function ends(setup: LabSetup): (contender: number, start: number) => End {
    const recorder = createRecorder(setup);
    let last: Float32Array = new Float32Array();
    for (let row = recorder.next(); row; row = recorder.next()) last = row;
    return (contender, start) => {
      const at = (contender * setup.starts.length + start) * WIDTH;
      const [x1 = 0, x2 = 0, f1 = 0, f2 = 0] = last.subarray(at, at + 4);
      return { x: [x1, x2], losses: [f1, f2] };
    };
  }
  const build = (id: string): LabSetup => labTries.get(id).build();

  it('have words', () => {
    for (const id of labTries.ids) expect((words.try as Record<string, unknown>)[id]).toBeDefined();
    for (const id of labProblems.ids) expect((words.problem as Record<string, unknown>)[id]).toBeDefined();
    const fields = labProblems.all.flatMap((problem) => problem.fields.map(({ name }) => name));
    for (const name of fields) expect((words.problem.fields as Record<string, unknown>)[name]).toBeDefined();
  });
  it('through: the published end points at scale .1', () => {
    const setup = build('through');
    /** Where one contender ends from those starts that something is said about: 14 of 30 walks. */
    const from = (contender: number, ...starts: readonly number[]): Point[] => {
      const chosen = { contenders: setup.contenders.slice(contender, contender + 1) };
      const at = ends({ ...setup, ...chosen, starts: starts.map((start) => setup.starts[start] as Point) });
      return starts.map((_, s) => at(0, s).x);
    };
    const [sum, mgda, , cagrad, nash, famo] = [0, 1, 2, 3, 4, 5];
    // methods: LS is stuck from (9, 9), reaches (-5.727, -8.409) from the others.
    const [stuck, ...reached] = from(sum, 2, 1, 3, 4) as [Point, ...Point[]];
    expect(stuck[1]).toBeGreaterThan(3);
    for (const [x1, x2] of reached) {
      expect(x1).toBeCloseTo(-5.727, 1);
      expect(x2).toBeCloseTo(-8.409, 2);
    }
    const first = (points: readonly Point[]): number[] => points.map(([x1]) => x1);
    expect(first(from(mgda, 0, 4))).toEqual([expect.closeTo(-2, 1), expect.closeTo(7, 1)]);
    expect(first(from(cagrad, 3))).toEqual([expect.closeTo(-5.728, 1)]);
    const [one, three] = from(nash, 1, 3) as [Point, Point];
    expect(one[1]).toBeCloseTo(-8.355, 2);
    expect(three[0]).toBeCloseTo(-3.28, 1);
    for (const [, x2] of from(famo, 0, 1, 2, 3, 4)) expect(x2).toBeLessThan(-8.3);
  });
  it('scale: the sum’s end moves with the scale of a loss, Nash-MTL’s does not', () => {
    const [one, tenth] = [1, 0.1].map((scale) => {
      const setup = build('scale');
      return ends({ ...setup, options: { scale }, starts: [[-7.5, -0.5]] });
    }) as [ReturnType<typeof ends>, ReturnType<typeof ends>];
    expect(Math.abs(one(0, 0).x[0] - tenth(0, 0).x[0])).toBeGreaterThan(4);
    expect(Math.abs(one(1, 0).x[0] - tenth(1, 0).x[0])).toBeLessThan(0.02);
  });
  it('decay: FAMO with it is stuck from two starts, without it from none', () => {
    const at = ends(build('decay'));
    for (const start of [0, 2]) {
      expect(at(0, start).x[1]).toBeLessThan(-8);
      expect(at(1, start).x[1]).toBeGreaterThan(2);
    }
  });
  it('contact: the sum has one end, MGDA one for each start', () => {
    const at = ends(build('contact'));
    expect(Math.hypot(at(0, 0).x[0] - at(0, 1).x[0], at(0, 0).x[1] - at(0, 1).x[1])).toBeLessThan(0.01);
    expect(Math.hypot(at(1, 0).x[0] - at(1, 1).x[0], at(1, 0).x[1] - at(1, 1).x[1])).toBeGreaterThan(0.3);
  });
  it('sweep: five weights, five points of the front in order', () => {
    const at = ends(build('sweep'));
    const first = [0, 1, 2, 3, 4].map((contender) => at(contender, 0).losses[0]);
    expect(first.every((loss, i) => i === 0 || loss > (first[i - 1] as number) + 0.02)).toBe(true);
  });
  it('ends: weighted sums end at an end of the concave front, MGDA between', () => {
    const at = ends(build('ends'));
    for (const contender of [0, 1, 2]) {
      for (const start of [0, 1, 2]) expect(Math.min(...at(contender, start).losses)).toBeLessThan(0.05);
    }
    expect(Math.min(...at(3, 1).losses)).toBeGreaterThan(0.3);
  });
  it('constrained: all four ways end at the optimum', () => {
    const setup = build('constrained');
    const at = ends({ ...setup, steps: 2000 });
    for (const contender of [0, 1, 2, 3]) {
      expect(at(contender, 0).x[0]).toBeCloseTo(-0.10557, 3);
      expect(at(contender, 0).x[1]).toBeCloseTo(0.44721, 3);
    }
  });
  it('all start inside their window', () => {
    for (const { build: setup } of labTries.all) {
      const { problem, options, starts } = setup();
      const { fields, build: make } = labProblems.get(problem);
      const [left, right, bottom, top] = make(withDefaults(fields, options)).window;
      for (const [x1, x2] of starts) expect(x1 >= left && x1 <= right && x2 >= bottom && x2 <= top).toBe(true);
    }
  });
});

describe('a run shared out among workers', () => {
  it.each([1, 2, 3, 4])('by %i is the run of one', (of) => {
    const setup: LabSetup = { ...labTries.get('ten').build(), steps: 40 };
    const walkers = setup.contenders.length * setup.starts.length;
    const kept = keptSteps(setup.steps).length;
    const recorded = (parts: number): Float32Array => {
      const values = new Float32Array(kept * walkers * WIDTH);
      for (let index = 0; index < parts; index += 1) {
        const part = { index, of: parts };
        const recorder = createRecorder(setup, part);
        let count = 0;
        // Rows come in packets of three, as from a slice of time.
        for (let rows = take(3); rows.length > 0; rows = take(3)) {
          const packet = Float32Array.from(rows.flatMap((row) => [...row]));
          count += spreadRows(values, walkers, part, packet, count);
        }
        expect(count).toBe(kept);
        function take(most: number): Float32Array[] {
          const rows: Float32Array[] = [];
          for (let row = rows.length < most ? recorder.next() : undefined; row; ) {
            rows.push(row);
            row = rows.length < most ? recorder.next() : undefined;
          }
          return rows;
        }
      }
      return values;
    };
    expect(recorded(of)).toEqual(recorded(1));
  });
});

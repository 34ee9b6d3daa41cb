/**
 * LayerSpec: what one layer kind is. One file per kind beside this one, one line in index.ts.
 * The canvas card and the form are drawn from `glyph` and `fields`; no React file is needed.
 * Words under `layer.<kind>.{label, help, fields.<name>.{label, help}}`.
 */

import type { CodeContext, KerasCode, PytorchCode, TfjsCode, TfjsRefusal } from '../code.ts';
import type { Field, Options } from '../fields.ts';
import type { ForwardContext, Ops, Shape, TensorRef } from '../ops.ts';
import type { InputDef, TaskDef } from '../scenarios/scenario.ts';

export interface LayerPorts {
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
}
export interface PortSpec {
  readonly id: string;
  /** Takes any number of wires (inputs only); their order is the order of the edges in the wiring. */
  readonly variadic?: boolean;
}
/** How an initial value is drawn; `fanIn`/`fanOut` are counted by the layer. */
export type Init =
  | { readonly kind: 'zeros' | 'ones' }
  | { readonly kind: 'constant'; readonly value: number }
  /** Uniform(-a, a), a = sqrt(6 / (fanIn + fanOut)): Glorot & Bengio, AISTATS 2010, eq. 16 */
  | { readonly kind: 'glorotUniform'; readonly fanIn: number; readonly fanOut: number }
  /** Normal(0, 2 / fanIn): He et al., ICCV 2015, eq. 10 */
  | { readonly kind: 'heNormal'; readonly fanIn: number }
  /** Normal(0, 1 / fanIn): LeCun, Bottou, Orr & Mueller, "Efficient BackProp", 1998, section 4.6 */
  | { readonly kind: 'lecunNormal'; readonly fanIn: number }
  | { readonly kind: 'uniform'; readonly limit: number }
  /** These numbers in order, each of them `each` times. */
  | { readonly kind: 'values'; readonly values: readonly number[]; readonly each: number }
  /** Blocks [size, size] under each other, each a multiple of the identity. */
  | { readonly kind: 'blocks'; readonly size: number; readonly values: readonly number[] };
export interface ParameterSpec {
  /** 'kernel', 'bias', 'table', … unique inside the layer. */
  readonly name: string;
  readonly shape: Shape;
  readonly init: Init;
  /** Whether L2 and weight decay apply: kernels and tables yes, biases no. */
  readonly decay: boolean;
  /** Times the learning rate of the layer's group. Default: 1. */
  readonly rateFactor?: number;
  /** A running statistic: no gradient trains it, `ForwardContext.note` moves it. Default: false. */
  readonly statistic?: boolean;
}
/** A small live picture of what a layer mixes: drawn on its card from these numbers, without code of its own there. */
export interface LayerDisplay {
  /** A matrix [rows, columns] or a bar for each of [n]. */
  readonly kind: 'matrix' | 'bars';
  /** Bars: the port whose wires they stand for, in order. A matrix with as many rows as the layer has wires in is named by those. */
  readonly of?: string;
  /** `values` has a leading axis of examples; its mean is shown. */
  readonly batched?: boolean;
  values(
    ops: Ops,
    params: Readonly<Record<string, TensorRef>>,
    inputs: readonly TensorRef[],
    options: Options,
  ): TensorRef;
}
/** What of the scenario a layer may look at when shapes are inferred. Shapes are without the batch axis. */
export interface ShapeContext {
  readonly inputs: readonly InputDef[];
  readonly tasks: readonly TaskDef[];
  /** Per wire: the scenario's input that it carries unchanged, `undefined` where a layer made the values. */
  readonly carried?: readonly (InputDef | undefined)[];
}
/** Why shapes do not fit: a code under `issue.<code>`, and which mend could help (`insert` a layer kind before this one). */
export interface ShapeFault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly insert?: string;
}
export type ShapeResult =
  | { readonly ok: true; readonly shapes: readonly Shape[] }
  | { readonly ok: false; readonly fault: ShapeFault };

export interface LayerSpec {
  readonly kind: string;
  /** One or two characters or a symbol for the node card and the palette. */
  readonly glyph: string;
  readonly category: 'source' | 'layer' | 'shape' | 'combine' | 'exchange' | 'regularise' | 'head';
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
  readonly fields: readonly Field[];
  /** Ports that depend on complete options; absent: always `inputs` and `outputs`. */
  ports?(options: Options): LayerPorts;
  /** Whether what comes in at one port can be seen at an output. Absent: always. */
  passes?(input: string, output: string): boolean;
  readonly display?: LayerDisplay;
  /** No gradient passes from the outputs to the inputs. Default: false. */
  readonly stopsGradient?: boolean;
  /** One shape per output port, from one shape per wire (variadic ports: in wire order). Options are complete. */
  inferShape(inputs: readonly Shape[], options: Options, context: ShapeContext): ShapeResult;
  /** In frozen order. Called only after inferShape succeeded. */
  parameters(inputs: readonly Shape[], options: Options, context: ShapeContext): readonly ParameterSpec[];
  /** Multiply-adds of one example, forward. */
  multiplyAdds(inputs: readonly Shape[], outputs: readonly Shape[], options: Options): number;
  /** inputs [B, ...shape] each; returns one tensor per output port. `params` by name. */
  forward(
    ops: Ops,
    params: Readonly<Record<string, TensorRef>>,
    inputs: readonly TensorRef[],
    options: Options,
    context: ForwardContext,
  ): readonly TensorRef[];
  /** The same layer as text of a generated program; absent: experiments with it cannot be exported. */
  pytorch?(code: CodeContext): PytorchCode;
  keras?(code: CodeContext): KerasCode;
  /** The same layer of TensorFlow.js; absent: it has no counterpart there. */
  tfjs?(code: CodeContext): TfjsCode | TfjsRefusal;
}

/** The names of the log's columns, for the screen (which may not import the engine). */

export type { HandEdit, Probe, ProbeResult, SplitName } from '../engine/protocol.ts';
export { series } from '../engine/protocol.ts';

/** What the parts of an experiment are known by. Plain text in the document; branded, so that none is taken for another. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };
export type NodeId = Id<'node'>;
export type EdgeId = Id<'edge'>;
export type ModelId = Id<'model'>;
export type TaskId = Id<'task'>;
export type TieId = Id<'tie'>;
export type GroupId = Id<'group'>;
export const nodeId = (text: string): NodeId => text as NodeId;
export const edgeId = (text: string): EdgeId => text as EdgeId;
export const modelId = (text: string): ModelId => text as ModelId;
export const taskId = (text: string): TaskId => text as TaskId;
export const tieId = (text: string): TieId => text as TieId;
export const groupId = (text: string): GroupId => text as GroupId;

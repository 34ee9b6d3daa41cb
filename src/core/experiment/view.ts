/**
 * The part of an experiment that is not trained: panels, folded layers, a lesson, a teacher's settings, a student's
 * answers, how it is studied. Outside undo. Types only.
 */
import type { ModelId, NodeId, TaskId } from './ids.ts';

export interface ViewSpec {
  readonly charts?: readonly string[];
  readonly lesson?: string;
  readonly lessonStep?: number;
  /** Controls that a teacher has hidden: parts of classroom.ts. What they are set to stays readable. */
  readonly hidden?: readonly string[];
  readonly classroom?: Classroom;
  /** What a student has answered. Kept with the work and handed in; a link never carries it. */
  readonly answers?: Answers;
  /** Layers that are drawn as one card. Nodes that are no longer there are passed over. */
  readonly folded?: readonly Fold[];
  readonly study?: StudySettings;
}
/** What a teacher has set for a class, beside `hidden`. The note to the class is `notes`. */
export interface Classroom {
  /** What the class is to do. */
  readonly task?: string;
  /** Parts that are seen and cannot be changed. */
  readonly locked?: readonly string[];
  /** Layers that can be neither changed, removed, copied nor wired anew at their inputs. */
  readonly layers?: readonly { readonly model: ModelId; readonly nodes: readonly NodeId[] }[];
  /** Kinds of layers that the palette offers; absent: all. */
  readonly offered?: readonly string[];
  readonly predict?: Prediction;
}
/** Play stays shut until it has been said who will win. */
export interface Prediction {
  /** Which task of one model, or which model at one task, has the better test score. */
  readonly about: 'tasks' | 'models';
  /** The model whose tasks are compared, or the task at which models are; absent: the first. */
  readonly model?: ModelId;
  readonly task?: TaskId;
  /** Judged at this step. */
  readonly steps: number;
}
export interface Answers {
  /** The id of a task or model, or 'same'. */
  readonly predicted?: string;
  readonly name?: string;
  readonly note?: string;
}
/** How this experiment is studied; how often, and what a repeat varies, stands in `training.repeats`. */
export interface StudySettings {
  /** The question last looked at. */
  readonly tab?: string;
  /** Steps of each training at most; absent: by the experiment's own stop rule. */
  readonly steps?: number;
  /** The task whose labels are varied, or that a control replaces. */
  readonly task?: TaskId;
  /** Balancing methods that are compared, by id. */
  readonly methods?: readonly string[];
}
export interface Fold {
  readonly model: ModelId;
  readonly nodes: readonly NodeId[];
  /** Absent: named by what it holds. */
  readonly name?: string;
}

/** Simplified Chinese words: controls. One file a topic, spread into one part of the catalogue. */
import { data } from './controls/data.ts';
import { files } from './controls/files.ts';
import { run } from './controls/run.ts';
import { sharing } from './controls/sharing.ts';
import { training } from './controls/training.ts';

export const controls = { ...run, ...data, ...training, ...sharing, ...files } as const;

/** The registry of presets, in the order of the menu. A new preset is one file and one line here. */
import { createRegistry } from '../../registry.ts';
import { emptyExperiment } from '../defaults.ts';
import { autoencoderFirst } from './autoencoder.ts';
import { arm, credit, driving, miniQa, prices, recommendation, synthesis, vowels } from './fields.ts';
import { cgcNet, dselectKNet, mmoeNet, omoeNet, pleNet } from './galleryExperts.ts';
import { crossStitchNet, lowRankTwins, nddrNet, sluiceNet, taskAttentionNet, taskGraphNet } from './galleryMixing.ts';
import { branchedNet, chainNet, hierarchicalNet, learnedBranching, mtanNet } from './galleryShapes.ts';
import { esmm, sharedEmbedding, transformerTrunk } from './galleryText.ts';
import { graph } from './graph.ts';
import { gradnormToy, mmoeRegression } from './knownTasks.ts';
import { valleyMoves } from './linearTasks.ts';
import { foundNoise, relatedTrunk, tunedSum } from './methods.ts';
import { multiMnistHard, multiMnistPair } from './multiMnist.ts';
import { ownPoints, ownTable } from './own.ts';
import {
  alternating,
  fewLabels,
  hardBesideSeparate,
  hardSharing,
  oneNetworkEach,
  representationFirst,
  separateHardSoft,
  softSharing,
  uncertainty,
} from './plane.ts';
import type { PresetSpec } from './preset.ts';
import {
  digitScene,
  digitsAndClothes,
  faces,
  facesWeighted,
  glosses,
  heardAndRead,
  newTask,
  numberWords,
  penguins,
  spokenDigits,
  weather,
} from './realData.ts';
import { oneLoudTask, sharingHelps, sharingHurts, smallAndLarge } from './teachers.ts';
import { textbookA, textbookB } from './textbook.ts';

export const presets = createRegistry<PresetSpec>('preset', (preset) => preset.id, [
  hardBesideSeparate,
  oneNetworkEach,
  hardSharing,
  softSharing,
  separateHardSoft,
  { id: 'empty', group: 'start', build: emptyExperiment },
  sharingHelps,
  sharingHurts,
  fewLabels,
  smallAndLarge,
  oneLoudTask,
  newTask,
  relatedTrunk,
  valleyMoves,
  alternating,
  uncertainty,
  tunedSum,
  foundNoise,
  representationFirst,
  autoencoderFirst,
  lowRankTwins,
  crossStitchNet,
  sluiceNet,
  nddrNet,
  mmoeNet,
  omoeNet,
  cgcNet,
  pleNet,
  dselectKNet,
  mtanNet,
  hierarchicalNet,
  chainNet,
  branchedNet,
  learnedBranching,
  taskAttentionNet,
  taskGraphNet,
  esmm,
  sharedEmbedding,
  transformerTrunk,
  multiMnistHard,
  multiMnistPair,
  digitsAndClothes,
  digitScene,
  faces,
  facesWeighted,
  glosses,
  numberWords,
  miniQa,
  spokenDigits,
  vowels,
  synthesis,
  heardAndRead,
  recommendation,
  credit,
  prices,
  driving,
  arm,
  penguins,
  weather,
  textbookA,
  textbookB,
  mmoeRegression,
  gradnormToy,
  graph,
  ownTable,
  ownPoints,
]);
/** What a first visit opens with. */
export const FIRST_PRESET = hardBesideSeparate.id;

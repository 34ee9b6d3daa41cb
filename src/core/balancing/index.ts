/** Every balancing method, in the order of the screen's list. A new one: one file here and one line in this list. */
import { createRegistry, type Registry } from '../registry.ts';
import { alignedMtl } from './alignedMtl.ts';
import { alternating } from './alternating.ts';
import { autoLambda } from './autoLambda.ts';
import { bandit } from './bandit.ts';
import { cagrad } from './cagrad.ts';
import { config } from './config.ts';
import { dbMtl } from './dbMtl.ts';
import { dualproj } from './dualproj.ts';
import { dwa } from './dwa.ts';
import { excessMtl } from './excessMtl.ts';
import { fairgrad } from './fairgrad.ts';
import { famo } from './famo.ts';
import { gls } from './gls.ts';
import { graddrop } from './graddrop.ts';
import { gradnorm } from './gradnorm.ts';
import { gradvac } from './gradvac.ts';
import { imtlG } from './imtlG.ts';
import { imtlL } from './imtlL.ts';
import { lagrange } from './lagrange.ts';
import type { BalancingSpec } from './method.ts';
import { mgda } from './mgda.ts';
import { moco } from './moco.ts';
import { modo } from './modo.ts';
import { nashMtl } from './nashMtl.ts';
import { pcgrad } from './pcgrad.ts';
import { rlw } from './rlw.ts';
import { scaleInvariant } from './scaleInvariant.ts';
import { sdmgrad } from './sdmgrad.ts';
import { stch } from './stch.ts';
import { uncertainty } from './uncertainty.ts';
import { upgrad } from './upgrad.ts';
import { weightedSum } from './weightedSum.ts';

export const methods: Registry<BalancingSpec> = createRegistry<BalancingSpec>('balancing method', (spec) => spec.id, [
  weightedSum,
  uncertainty,
  dwa,
  rlw,
  gls,
  scaleInvariant,
  imtlL,
  famo,
  gradnorm,
  imtlG,
  alignedMtl,
  dbMtl,
  pcgrad,
  gradvac,
  graddrop,
  upgrad,
  dualproj,
  config,
  mgda,
  cagrad,
  nashMtl,
  fairgrad,
  stch,
  moco,
  sdmgrad,
  modo,
  excessMtl,
  lagrange,
  alternating,
  autoLambda,
  bandit,
]);

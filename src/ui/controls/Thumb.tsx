/** A scenario's thumbnail, drawn from its data by `npm run thumbs`; a drawing of its kind where that cannot be had. */
import { useState } from 'react';
import type { ScenarioSpec } from '../../core/scenarios/scenario.ts';
import { Pictogram } from './Pictogram.tsx';
import classes from './scenarioPicker.module.css';

export function Thumb({ scenario }: { readonly scenario: ScenarioSpec }) {
  const [broken, setBroken] = useState('');
  if (broken === scenario.id) {
    return (
      <span className={classes.thumb}>
        <Pictogram scenario={scenario} />
      </span>
    );
  }
  return (
    <img
      className={classes.thumb}
      src={`thumbs/${scenario.id}.png`}
      alt=""
      width={52}
      height={40}
      loading="lazy"
      onError={() => setBroken(scenario.id)}
    />
  );
}

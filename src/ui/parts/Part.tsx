/**
 * A part of the page that a teacher may lock or hide. Locked: its controls show their values and cannot be changed.
 * Hidden: what it is set to stays to be read. Whoever sets the class up sees everything, with a mark.
 */
import { MantineThemeProvider } from '@mantine/core';
import { IconEyeOff, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { modeOf, type PartMode } from '../../core/experiment/classroom.ts';
import { useWords } from './i18n/index.ts';
import classes from './parts.module.css';
import { useExperiment, useView } from './services.tsx';

const OFF = { defaultProps: { disabled: true } };
/** Every kind of control that stands in a part. Heads of sections and tabs stay in use. */
const LOCKED = {
  components: {
    ActionIcon: OFF,
    Button: OFF,
    Checkbox: OFF,
    Chip: OFF,
    NativeSelect: OFF,
    SegmentedControl: OFF,
    Select: OFF,
    Slider: OFF,
    Switch: OFF,
    TextInput: OFF,
  },
};

/** How a part stands for whoever looks at the page now. */
export function usePart(id: string): PartMode {
  const teaching = useView((state) => state.teaching);
  const mode = useExperiment((state) => modeOf(state.experiment.view, id));
  return teaching ? 'shown' : mode;
}

interface PartProps {
  readonly id: string;
  /** What stays where the part is hidden; absent: nothing is set there. */
  readonly readout?: ReactNode;
  /** In a row of others: no lines of its own. */
  readonly inline?: boolean;
  readonly children: ReactNode;
}
export function Part({ id, readout, inline = false, children }: PartProps) {
  const mode = usePart(id);
  if (mode === 'hidden') return readout;
  return (
    <>
      {!inline && <PartMark id={id} />}
      {mode === 'locked' ? (
        <MantineThemeProvider inherit theme={LOCKED}>
          <div className={classes.lockedPart}>{children}</div>
        </MantineThemeProvider>
      ) : (
        children
      )}
    </>
  );
}

/** One line over what is locked, or, for whoever sets the class up, over what the class will find locked or hidden. */
function PartMark({ id }: { readonly id: string }) {
  const { t } = useWords();
  const teaching = useView((state) => state.teaching);
  const mode = useExperiment((state) => modeOf(state.experiment.view, id));
  if (mode === 'shown') return undefined;
  const Icon = mode === 'locked' ? IconLock : IconEyeOff;
  return (
    <p className={classes.partMark}>
      <Icon size={13} aria-hidden="true" />
      {t(teaching ? `classroom.marks.${mode}` : 'classroom.locked')}
    </p>
  );
}

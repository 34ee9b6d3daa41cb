/** A task's letter on its hue. Stands beside the task's name, or alone with the name as its title. */

import classes from './parts.module.css';
import { taskColour, taskLetter, taskSoft } from './taskStyle.ts';

export function TaskBadge({ index }: { readonly index: number }) {
  return (
    <span className={classes.badge} style={{ color: taskColour(index), background: taskSoft(index) }}>
      {taskLetter(index)}
    </span>
  );
}

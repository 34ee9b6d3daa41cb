/** What is wrong with a layer, in words below its card, with mends that one click applies. */
import type { Issue } from '../../core/result.ts';
import { IssueList } from '../parts/IssueList.tsx';
import classes from './canvas.module.css';

const SHOWN = 2;

export function Problems({ issues }: { readonly issues: readonly Issue[] }) {
  return (
    <div className={`${classes.problems} nodrag nopan`}>
      <IssueList issues={issues.slice(0, SHOWN)} />
    </div>
  );
}

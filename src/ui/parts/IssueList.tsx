/** Problems in words, each with the mends that one click applies. */
import { Button } from '@mantine/core';
import type { Fix, Issue } from '../../core/result.ts';
import { useWords } from './i18n/index.ts';
import classes from './parts.module.css';
import { useServices } from './services.tsx';

export function IssueList({ issues }: { readonly issues: readonly Issue[] }) {
  const words = useWords();
  const { edit } = useServices();
  const apply = (fix: Fix): void => {
    edit({ type: 'batch', edits: fix.edits });
  };
  return issues.map((issue) => (
    <div key={`${issue.code}${JSON.stringify(issue.params)}`} className={classes.issue} data-severity={issue.severity}>
      <span>{words.issue(issue)}</span>
      {issue.fixes?.map((fix) => (
        <Button
          key={fix.code + JSON.stringify(fix.params)}
          size="compact-xs"
          variant="default"
          onClick={() => apply(fix)}
        >
          {words.fix(fix)}
        </Button>
      ))}
    </div>
  ));
}

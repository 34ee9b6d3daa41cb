/** English sentences for issues with the prefixes option.*, schema.*, link.*, edit.*, file.*: what was found, what was expected, how to mend it. */
export const issuesExperiment = { issue: {}, fix: {} } as const;

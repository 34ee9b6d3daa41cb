/** English sentences for issues with the prefixes engine.*, data.*, training.*, backend.*: what was found, what was expected, how to mend it. */
export const issuesEngine = { issue: {}, fix: {} } as const;

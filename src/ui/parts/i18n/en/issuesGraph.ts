/** English sentences for issues with the prefixes connect.*, node.*, shape.*, tie.*, model.*: what was found, what was expected, how to mend it. */
export const issuesGraph = { issue: {}, fix: {} } as const;

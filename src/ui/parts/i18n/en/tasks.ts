/** English words: tasks. */
export const tasks = {} as const;

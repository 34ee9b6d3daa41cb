/** Between Stryker's thread and that of the tests, within one process. */
export const CHANNEL = 'mutants';
/** Where Stryker's changed code looks for the mutant that is on. */
export const NAMESPACE = '__stryker__';

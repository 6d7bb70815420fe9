/** What happened, in order; tests read and empty it. */
export const log: string[] = []

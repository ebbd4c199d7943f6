/** Runs of one page of the history. */
export const runsShown = 10;

/** The only faked thing in tests. Leases, due times and expiries in SQL use the database's now() instead. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

// Zod compiles its checks with `new Function` unless told not to, and probes for it first: the policy
// (decision 0015) refuses that, and every page would log an issue.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

export {};

/**
 * A Date that tells the world's time: `new Date()`, `Date.now()` and `Date()` follow `nowMs`, everything
 * else is the real Date. A proxy, not a subclass, so that `instanceof Date` and dates made before agree.
 */
export function worldDate(realDate: DateConstructor, nowMs: () => number): DateConstructor {
  return new Proxy(realDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget) as Date,
    apply: (target) => new target(nowMs()).toString(),
    get: (target, key): unknown => (key === 'now' ? nowMs : Reflect.get(target, key)),
  })
}

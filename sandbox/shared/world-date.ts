/**
 * A Date in world time: `new Date()`, `Date.now()` and `Date()` use `nowMs`, everything else is the real
 * Date. It is a proxy, not a subclass, so that `instanceof Date` also holds for dates made before.
 */
export function worldDate(realDate: DateConstructor, nowMs: () => number): DateConstructor {
  return new Proxy(realDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget) as Date,
    apply: (target) => new target(nowMs()).toString(),
    get: (target, key): unknown => (key === 'now' ? nowMs : Reflect.get(target, key)),
  })
}

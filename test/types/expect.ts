/**
 * Type tests: checked by tsc alone, never run. A line that should not compile says so with
 * `@ts-expect-error`, which is itself an error once the line does compile.
 */

/** The same type, not merely one that fits. */
export type Equal<One, Other> = Identity<One> extends Identity<Other> ? true : false

/**
 * tsc compares two deferred conditional types by identity, which is the one place where it does.
 * @see github.com/microsoft/TypeScript/issues/27024
 */
type Identity<Of> = <T>() => T extends Of ? 1 : 2

export type Expect<Claim extends true> = Claim

/** The checks check: a helper that is always true would let everything through. */
export type ExpectWorks = [
  Expect<Equal<{ readonly a: 1 }, { readonly a: 1 }>>,
  // @ts-expect-error -- differs in one field
  Expect<Equal<{ a: 1 }, { a: 2 }>>,
  // @ts-expect-error -- one may be absent
  Expect<Equal<{ a: 1 }, { a?: 1 }>>,
]

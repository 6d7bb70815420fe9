/**
 * Type tests, checked by tsc and never run. A line that must not compile has `@ts-expect-error`,
 * which is an error if the line compiles.
 */

/** Exactly the same type, not only a compatible one. */
export type Equal<One, Other> = Identity<One> extends Identity<Other> ? true : false

/**
 * tsc compares two deferred conditional types by identity.
 * @see github.com/microsoft/TypeScript/issues/27024
 */
type Identity<Of> = <T>() => T extends Of ? 1 : 2

export type Expect<Claim extends true> = Claim

/** Tests of the helper itself. */
export type ExpectWorks = [
  Expect<Equal<{ readonly a: 1 }, { readonly a: 1 }>>,
  // @ts-expect-error -- differs in one field
  Expect<Equal<{ a: 1 }, { a: 2 }>>,
  // @ts-expect-error -- one may be absent
  Expect<Equal<{ a: 1 }, { a?: 1 }>>,
]

import { Type, type Static, type TSchema } from 'typebox'

/** A schema with its own name in the OpenAPI document. */
export type Named<S extends TSchema> = S & { readonly $id: string }

export const named = <S extends TSchema>($id: string, description: string, schema: S): Named<S> =>
  Object.assign(schema, { $id, description })

/** Refers to a named schema, so that the document contains it once. */
export const ref = <S extends TSchema>(schema: Named<S>) =>
  Type.Unsafe<Static<S>>({ $ref: `${schema.$id}#` })

export const AtSec = (description: string) =>
  Type.Integer({ minimum: 0, description: `${description}, in Unix seconds` })

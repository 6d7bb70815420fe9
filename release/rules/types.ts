import type { Rule } from './rule'

/**
 * TypeScript errors, as printed by `tsc -p tsconfig.json`. WeChat's compiler removes types without
 * checking them, so an app with errors is packed and uploaded.
 */
export const types: Rule = {
  name: 'types',
  check: ({ types: { errors } }) =>
    errors.map(({ file, line, code, text }) => ({
      file,
      line,
      message: `${code}: ${text}\nCorrect it. WeChat's compiler does not check types, so the fault would reach phones.`,
    })),
}

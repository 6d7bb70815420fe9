import type { Rule } from './rule'

/**
 * Errors of TypeScript, as `tsc -p tsconfig.json` tells them. WeChat's compiler takes the types away
 * without reading them, so an app with errors is packed and uploaded like any other.
 */
export const types: Rule = {
  name: 'types',
  check: ({ types: { errors } }) =>
    errors.map(({ file, line, code, text }) => ({
      file,
      line,
      message: `${code}: ${text}\nCorrect it: WeChat's compiler does not look, so phones would meet it.`,
    })),
}

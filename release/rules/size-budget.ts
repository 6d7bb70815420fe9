import { kilobytes, measure } from '../sizes'
import { SETTINGS_FILE } from '../settings'
import type { Rule } from './rule'

/** The project's own limit for each flavour, far below WeChat's: every KB costs loading time on mobile data. */
export const sizeBudget: Rule = {
  name: 'size-budget',
  check: ({ project, packed, settings: { totalBudgetKb } }) => {
    if (!packed || totalBudgetKb === null) return []
    const { total } = measure(packed, project.packages)
    if (total <= totalBudgetKb * 1024) return []
    return [
      {
        file: SETTINGS_FILE,
        line: 1,
        message:
          `All packages together have ${kilobytes(total)}; the project's own budget is ${totalBudgetKb} KB. ` +
          'Move pictures and data to a server, or delete code that no page uses. If the app needs the ' +
          'space, raise "totalBudgetKb" here and give the reason in the commit.',
      },
    ]
  },
}

import { kilobytes, measure } from '../sizes'
import { SETTINGS_FILE } from '../settings'
import type { Rule } from './rule'

/** The project's own limit, far below WeChat's: every KB is waited for on mobile data. */
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
          `All packages have ${kilobytes(total)}, the budget is ${totalBudgetKb} KB. ` +
          'Make them smaller, or raise "totalBudgetKb" and say why in the commit.',
      },
    ]
  },
}

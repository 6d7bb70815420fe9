import type { Note, Problem } from '../problem'
import { PRIVATE_KEY } from './private-key'

import { apiBaseUrl } from './api-base-url'
import { apiLevel } from './api-level'
import { crossPackageImport } from './cross-package-import'
import { FLAVOUR_SIZE } from './flavour-size'
import { flavourStandIn } from './flavour-stand-in'
import { jsonRepeatedKey } from './json-repeated-key'
import { jsonSyntax } from './json-syntax'
import { missingFile } from './missing-file'
import { missingModule } from './missing-module'
import { missingPage } from './missing-page'
import { packageSize } from './package-size'
import { notPacked } from './not-packed'
import { packedHelper } from './packed-helper'
import { packedSecret } from './packed-secret'
import { packedStray } from './packed-stray'
import { packedTestCode } from './packed-test-code'
import { packedTypescript } from './packed-typescript'
import { pluginLeft } from './plugin-left'
import { pluginPackage } from './plugin-package'
import { pluginPlaceholder } from './plugin-placeholder'
import { pluginTwice } from './plugin-twice'
import { pluginVersion } from './plugin-version'
import { privateInfo } from './private-info'
import type { CheckInput, Rule } from './rule'
import { sizeBudget } from './size-budget'
import { stylePicture } from './style-picture'
import { syncRequirePlugin } from './sync-require-plugin'
import { tabLink } from './tab-link'
import { templateSyntax } from './template-syntax'
import { types } from './types'
import { undeclaredPlugin } from './undeclared-plugin'
import { undeclaredTag } from './undeclared-tag'
import { unknownHandler } from './unknown-handler'
import { unknownKey } from './unknown-key'
import { unknownPlaceholder } from './unknown-placeholder'
import { unknownTemplate } from './unknown-template'
import { unreachablePage } from './unreachable-page'
import { wechatStyle, wechatTemplate } from './wechat-compilers'
import { wxsSyntax } from './wxs-syntax'

export const RULES: readonly Rule[] = [
  jsonSyntax,
  jsonRepeatedKey,
  unknownKey,
  missingFile,
  missingModule,
  missingPage,
  tabLink,
  unreachablePage,
  templateSyntax,
  wxsSyntax,
  wechatTemplate,
  wechatStyle,
  stylePicture,
  undeclaredTag,
  unknownTemplate,
  unknownHandler,
  unknownPlaceholder,
  flavourStandIn,
  pluginLeft,
  pluginPackage,
  pluginVersion,
  pluginTwice,
  undeclaredPlugin,
  pluginPlaceholder,
  crossPackageImport,
  syncRequirePlugin,
  types,
  apiLevel,
  privateInfo,
  apiBaseUrl,
  notPacked,
  packedTypescript,
  packedTestCode,
  packedStray,
  packedSecret,
  packedHelper,
  packageSize,
  sizeBudget,
]

/** All values of `rule` in a finding, in the order of release/README.md. */
export const RULE_NAMES: readonly string[] = [
  'project-config',
  'compile',
  ...RULES.map(({ name }) => name),
  PRIVATE_KEY,
  FLAVOUR_SIZE,
]

export interface RuleFindings {
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
}

export function applyRules(rules: readonly Rule[], input: CheckInput): RuleFindings {
  const findings = (isNote: boolean) =>
    rules
      .filter(({ note }) => (note !== undefined) === isNote)
      .flatMap((rule) =>
        rule
          .check(input)
          .map(({ file, line, message }) => ({ file, line, rule: rule.name, message })),
      )
  return { problems: findings(false), notes: findings(true) }
}

/** The sentence that the report prints for the notes of a rule. */
export function noteText(ruleName: string): string {
  return RULES.find(({ name }) => name === ruleName)?.note ?? ''
}

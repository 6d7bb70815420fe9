/** Each case is a file of its own, checked against base library 2.11.2. */
export const LEFT_ALONE: Readonly<Record<string, string>> = {
  'what the oldest one has': "wx.setNavigationBarTitle({ title: '' })",
  'a branch of if': "if (wx.canIUse('updateWeChatApp')) wx.updateWeChatApp({})",
  'the other branch': "if (!wx.canIUse('getAppBaseInfo')) {} else wx.getAppBaseInfo()",
  'a choice': "export const a = wx.canIUse('getAppBaseInfo') ? wx.getAppBaseInfo() : null",
  and: "export const a = wx.canIUse('getAppBaseInfo') && wx.getAppBaseInfo()",
  or: "export const a = !wx.canIUse('getAppBaseInfo') || wx.getAppBaseInfo()",
  'one condition of several':
    "if (Date.now() > 0 && wx.canIUse('updateWeChatApp')) wx.updateWeChatApp({})",
  'none of several':
    "if (Date.now() > 0 || !wx.canIUse('updateWeChatApp')) {} else wx.updateWeChatApp({})",
  'each of several':
    "if (wx.canIUse('updateWeChatApp') || hasBaseLibrary('2.13.0')) wx.updateWeChatApp({})",
  'left before':
    "export function f() { if (!hasBaseLibrary('2.32.3')) return; wx.getPrivacySetting({}) }",
  'thrown before':
    "export const f = () => { if (!hasBaseLibrary('2.32.3')) { throw new Error() } wx.getPrivacySetting({}) }",
  'left before, in a callback':
    "export function f() { if (!hasBaseLibrary('2.32.3')) return null; return new Promise((r) => wx.getPrivacySetting({ complete: r })) }",
  'gone on before':
    "for (const a of [1]) { if (!hasBaseLibrary('2.32.3')) continue; wx.getPrivacySetting({ success: () => a }) }",
  'a function that only asks':
    "const can = () => wx.canIUse('updateWeChatApp')\nif (can()) wx.updateWeChatApp({})",
  'a function elsewhere that only asks':
    "import { canUpdate } from './platform'\nif (canUpdate()) wx.updateWeChatApp({})",
  'a const that only asks':
    "const can = wx.canIUse('updateWeChatApp')\nif (can) wx.updateWeChatApp({})",
  typeof: "if (typeof wx.getPrivacySetting === 'function') wx.getPrivacySetting({})",
  'typeof, the other way round':
    "if (typeof wx.getPrivacySetting === 'undefined') {} else wx.getPrivacySetting({})",
  'compared with undefined':
    'export function f() { if (wx.getPrivacySetting === undefined) return; wx.getPrivacySetting({}) }',
  'compared with null': 'if (wx.getPrivacySetting != null) wx.getPrivacySetting({})',
  in: "if ('getPrivacySetting' in wx) wx.getPrivacySetting({})",
  'by itself': 'if (wx.getPrivacySetting) wx.getPrivacySetting({})',
  optional: 'wx.getPrivacySetting?.({})',
  'a later call makes sure of an earlier one':
    "if (wx.canIUse('getPrivacySetting')) wx.updateWeChatApp({})",
  'a condition around two functions':
    "if (hasBaseLibrary('2.32.3')) [1].forEach(() => [2].forEach(() => wx.getPrivacySetting({})))",
  'what WeChat calls, if it knows it':
    'Page({ onShareTimeline() { return {} } })\n' +
    'Page({ onShareTimeline: () => ({}) })\n' +
    'Page({ onShareTimeline: function () { return {} } })',
  'a condition that the compiler was told about':
    "if ((wx.canIUse('updateWeChatApp') as boolean)!) wx.updateWeChatApp({})",
  'left at the end of a branch':
    "export function f() { if (!hasBaseLibrary('2.32.3')) { Date.now(); return } wx.getPrivacySetting({}) }",
  'left either way':
    "export function f() { if (!hasBaseLibrary('2.32.3')) { if (Date.now() > 0) return; else throw new Error() } wx.getPrivacySetting({}) }",
  'what has an older form': "more.older('a')\nmore.newer('a')",
  'an option, asked for by its base library':
    "if (hasBaseLibrary('2.23.1')) void wx.pageScrollTo({ selector: 'a', offsetTop: 1 })",
}

/** The code, and the name and base library that the rule reports. */
export const FOUND: Readonly<Record<string, readonly [code: string, names: string]>> = {
  'a call': ['wx.updateWeChatApp({})', 'wx.updateWeChatApp 2.12.0'],
  'a call by name in brackets': ["wx['updateWeChatApp']({})", 'wx.updateWeChatApp 2.12.0'],
  'a call that is handed on': ['export const a = wx.updateWeChatApp', 'wx.updateWeChatApp 2.12.0'],
  'taken out': ['const { getAppBaseInfo } = wx\ngetAppBaseInfo()', 'wx.getAppBaseInfo 2.20.1'],
  'taken out by another name': [
    'const { getAppBaseInfo: a } = wx\na()',
    'wx.getAppBaseInfo 2.20.1',
  ],
  'an option': [
    "void wx.pageScrollTo({ selector: 'a', offsetTop: 1 })",
    'PageScrollToOption.offsetTop 2.23.1',
  ],
  'an option that may be left out': [
    'Page({ onLoad() { wx.createIntersectionObserver(this, { nativeMode: true }) } })',
    'CreateIntersectionObserverOption.nativeMode 3.5.7',
  ],
  'an option that has a name': [
    'const o: WechatMiniprogram.PageScrollToOption = { offsetTop: 1 }\nvoid wx.pageScrollTo(o)',
    'PageScrollToOption.offsetTop 2.23.1',
  ],
  'a method of a component': [
    'Component({ methods: { f() { this.setUpdatePerformanceListener({}, () => undefined) } } })',
    'setUpdatePerformanceListener 2.12.0',
  ],
  'a method of what wx gives': [
    "wx.createVideoContext('a').exitBackgroundPlayback()",
    'VideoContext.exitBackgroundPlayback 2.14.3',
  ],
  'the wrong branch': [
    "if (wx.canIUse('updateWeChatApp')) {} else wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'a condition that does not hold': [
    "if (!wx.canIUse('updateWeChatApp')) wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'only one of several': [
    "if (Date.now() > 0 || wx.canIUse('updateWeChatApp')) wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'a condition for another name': [
    "if (wx.canIUse('updateWeChatApp')) wx.getPrivacySetting({})",
    'wx.getPrivacySetting 2.32.3',
  ],
  'a base library that is too old': [
    "if (hasBaseLibrary('2.32.2')) wx.getPrivacySetting({})",
    'wx.getPrivacySetting 2.32.3',
  ],
  'not left after all': [
    "export function f() { if (!hasBaseLibrary('2.32.3')) Date.now(); wx.getPrivacySetting({}) }",
    'wx.getPrivacySetting 2.32.3',
  ],
  'asked too late': [
    "export function f() { wx.getPrivacySetting({}); if (!hasBaseLibrary('2.32.3')) return }",
    'wx.getPrivacySetting 2.32.3',
  ],
  'a declared function, which may be called before': [
    "export function f() { g(); if (!hasBaseLibrary('2.32.3')) return; function g() { wx.getPrivacySetting({}) } }",
    'wx.getPrivacySetting 2.32.3',
  ],
  'a variable that may change': [
    "let can = wx.canIUse('updateWeChatApp')\ncan = true\nif (can) wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'a function that does more': [
    "const can = () => { Date.now(); return wx.canIUse('updateWeChatApp') }\nif (can()) wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'a name that is computed': [
    "const n = ['updateWeChatApp'].join()\nif (wx.canIUse(n)) wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'compared with something else': [
    "if (typeof wx.updateWeChatApp !== 'function') wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'the older of several': [
    "if (hasBaseLibrary('2.32.3') || hasBaseLibrary('2.12.0')) wx.getPrivacySetting({})",
    'wx.getPrivacySetting 2.32.3',
  ],
  'the older of several, first': [
    "if (hasBaseLibrary('2.12.0') || hasBaseLibrary('2.32.3')) wx.getPrivacySetting({})",
    'wx.getPrivacySetting 2.32.3',
  ],
  'known to be absent': [
    'if (wx.updateWeChatApp === undefined) wx.updateWeChatApp({})',
    'wx.updateWeChatApp 2.12.0',
  ],
  'the wrong side of a choice': [
    "export const a = wx.canIUse('updateWeChatApp') ? null : wx.updateWeChatApp({})",
    'wx.updateWeChatApp 2.12.0',
  ],
  'not left in every way': [
    "export function f() { if (!hasBaseLibrary('2.32.3')) { if (Date.now() > 0) return } wx.getPrivacySetting({}) }",
    'wx.getPrivacySetting 2.32.3',
  ],
  'chosen, not asked for': [
    'export const a = Date.now() > 0 ? wx.updateWeChatApp : null',
    'wx.updateWeChatApp 2.12.0',
  ],
  'after something else was asked for': [
    'export const a = Date.now() > 0 && wx.updateWeChatApp',
    'wx.updateWeChatApp 2.12.0',
  ],
  'handed to what may be absent': [
    'const f = [(a: unknown) => a][0]\nf?.(wx.updateWeChatApp)',
    'wx.updateWeChatApp 2.12.0',
  ],
}

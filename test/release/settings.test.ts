import { DEFAULT_SETTINGS, parseSettings, SettingsError } from '../../release/settings'

function faultsOf(raw: unknown): readonly string[] {
  try {
    parseSettings(raw)
  } catch (error) {
    if (error instanceof SettingsError) return error.faults
    throw error
  }
  return []
}

it('has defaults for missing keys', () => {
  expect(parseSettings({})).toEqual(DEFAULT_SETTINGS)
  expect(parseSettings({ totalBudgetKb: 80, livePlugin: { minVersion: '1.3.0' } })).toEqual({
    ...DEFAULT_SETTINGS,
    totalBudgetKb: 80,
    livePlugin: { ...DEFAULT_SETTINGS.livePlugin, minVersion: '1.3.0' },
  })
})

it('lists all faults', () => {
  expect(
    faultsOf({
      packageLimitKb: '2048',
      totalLimitKb: 0,
      totalBudgetKb: -1,
      baseLibrary: '2.11',
      entryPages: 'pages/index/index',
      budget: 80,
      livePlugin: { minVersion: '1.2', min: 1 },
    }),
  ).toEqual([
    'budget is not a setting. The settings are packageLimitKb, totalLimitKb, totalBudgetKb, baseLibrary, entryPages, livePlugin',
    'livePlugin.min is not a setting. The settings are name, provider, subpackage, minVersion',
    'totalBudgetKb must be a number of KB above 0, got -1',
    'baseLibrary must be a version x.y.z, got "2.11"',
    'entryPages must be a list of paths, got "pages/index/index"',
    'packageLimitKb must be a number of KB above 0, got "2048"',
    'totalLimitKb must be a number of KB above 0, got 0',
    'livePlugin.minVersion must be a version x.y.z, got "1.2"',
  ])
})

it.each([[[]], [null], ['80']])('refuses %p as a whole', (raw) => {
  expect(faultsOf(raw)).toHaveLength(1)
})

import type { Fault } from './fault'

const APP = 'miniprogram/app.json'
const ROOM = 'miniprogram/packageA/pages/room/room.json'
const STORE = 'miniprogram/pages/index/index.json'
const LIVE = '"live-player-plugin": {'
const PROVIDER = 'wx2b03c6e691cd7370'
const SUBSCRIBE = `plugin-private://${PROVIDER}/components/subscribe/subscribe`

export const PLUGIN_FAULTS: readonly Fault[] = [
  {
    name: 'an undeclared live plugin',
    rule: 'plugin-package',
    edit: (app) => app.replace(APP, '"plugins": {', '"pluginsOff": {'),
  },
  {
    name: 'the live plugin in the main package',
    rule: 'plugin-package',
    edit: (app) =>
      app.replace(
        APP,
        '"preloadRule": {',
        `"plugins": { ${LIVE} "version": "1.3.5", "provider": "${PROVIDER}" } }, "preloadRule": {`,
      ),
  },
  {
    name: 'the live plugin under another name',
    rule: 'plugin-package',
    edit: (app) => app.replace(APP, LIVE, '"live-player": {'),
  },
  {
    name: 'a version of the live plugin that is refused',
    rule: 'plugin-version',
    edit: (app) => app.replace(APP, '"1.3.5"', '"1.1.10"'),
  },
  {
    name: 'an invalid version of the live plugin',
    rule: 'plugin-version',
    edit: (app) => app.replace(APP, '"1.3.5"', '"latest"'),
  },
  {
    name: 'the live plugin twice in one package',
    rule: 'plugin-twice',
    edit: (app) =>
      app.replace(APP, LIVE, `"live": { "version": "1.3.5", "provider": "${PROVIDER}" }, ${LIVE}`),
  },
  {
    name: 'the live plugin twice by one name',
    rule: 'json-repeated-key',
    edit: (app) =>
      app.replace(APP, LIVE, `${LIVE} "version": "1.3.4", "provider": "${PROVIDER}" }, ${LIVE}`),
  },
  {
    name: 'the live plugin in two packages',
    rule: 'plugin-twice',
    edit: (app) =>
      app.replace(
        APP,
        '"subpackages": [',
        `"subpackages": [{ "root": "packageB", "pages": [], "plugins": { ${LIVE} "version": "1.3.5", "provider": "${PROVIDER}" } } },`,
      ),
  },
  {
    name: 'a component of an undeclared plugin',
    rule: 'undeclared-plugin',
    edit: (app) => app.replace(ROOM, PROVIDER, 'wx2b03c6e691cd7371'),
  },
  {
    name: 'a link in a template to a plugin by a wrong name',
    rule: 'undeclared-plugin',
    edit: (app) => {
      const file = 'miniprogram/packageA/pages/room/room.wxml'
      app.write(file, `<navigator url="plugin://live-player/room" />\n${app.read(file)}`)
    },
  },
  {
    name: 'a link in a template of the main package to the live room',
    rule: 'undeclared-plugin',
    edit: (app) => {
      const file = 'miniprogram/pages/index/index.wxml'
      const room = `plugin-private://${PROVIDER}/pages/live-player-plugin?room_id=1`
      app.write(file, `<navigator url="${room}" />\n${app.read(file)}`)
    },
  },
  {
    name: 'a link of a script to a plugin by a wrong appid',
    rule: 'undeclared-plugin',
    edit: (app) =>
      app.replace('miniprogram/live/domain/plugin-link.ts', PROVIDER, 'wx2b03c6e691cd7307'),
  },
  {
    name: 'a component of the live plugin in the main package, without a placeholder',
    rule: 'plugin-placeholder',
    edit: (app) =>
      app.replace(
        STORE,
        '"usingComponents": {',
        `"usingComponents": { "subscribe": "${SUBSCRIBE}",`,
      ),
  },
  {
    name: 'a component of the live plugin for all pages, without a placeholder',
    rule: 'plugin-placeholder',
    edit: (app) =>
      app.replace(
        APP,
        '"preloadRule": {',
        `"usingComponents": { "subscribe": "${SUBSCRIBE}" }, "preloadRule": {`,
      ),
  },
  {
    name: 'an undeclared placeholder',
    rule: 'unknown-placeholder',
    edit: (app) => app.replace(ROOM, '"subscribe": "view"', '"subscribe": "veiw"'),
  },
  {
    name: 'a placeholder for a component of another name',
    rule: 'unknown-placeholder',
    edit: (app) => app.replace(ROOM, '"subscribe": "view"', '"subscibe": "view"'),
  },
  {
    name: 'the live plugin required synchronously in the main package',
    rule: 'sync-require-plugin',
    edit: (app) =>
      app.write(
        'miniprogram/services/at-once.ts',
        "export const livePlayer = requirePlugin('live-player-plugin')\n",
      ),
  },
]

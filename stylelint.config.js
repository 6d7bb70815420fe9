/** WXSS is CSS with rpx and WeChat's own tags. */
module.exports = {
  extends: ['stylelint-config-standard'],
  rules: {
    'import-notation': 'string',
    'unit-no-unknown': [true, { ignoreUnits: ['rpx'] }],
    'selector-type-no-unknown': [true, { ignoreTypes: ['page', 'text', 'swiper', /-/] }],
    'declaration-property-value-no-unknown': [true, { ignoreProperties: { '/.+/': ['/\\drpx/'] } }],
    // block__element--modifier
    'selector-class-pattern':
      '^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$',
  },
}

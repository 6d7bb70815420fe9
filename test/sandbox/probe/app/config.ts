export const config = {
  apiBaseUrl: 'https://shop.test',
  qrLinkPrefixes: ['https://shop.test/live'],
}

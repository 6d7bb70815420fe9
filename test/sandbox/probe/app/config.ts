export const config = { apiBaseUrl: 'https://shop.test' }

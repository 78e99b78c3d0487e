import { expect, test } from 'vitest';
import { browserName } from './browser-name.ts';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)';
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K)';
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`${MAC} ${WEBKIT} Version/26.0 Safari/605.1.15`, 'Safari', true],
  [`${IPHONE} ${WEBKIT} Version/26.0 Mobile/15E148 Safari/604.1`, 'Safari', true],
  [`${IPHONE} ${WEBKIT} CriOS/142.0.0.0 Mobile/15E148 Safari/604.1`, 'Chrome', true],
  [`${IPHONE} ${WEBKIT} FxiOS/145.0 Mobile/15E148 Safari/605.1.15`, 'Firefox', true],
  [`${IPHONE} ${WEBKIT} Mobile/15E148`, 'This browser', true],
  [`${LINUX} ${WEBKIT} Version/26.0 Safari/605.1.15`, 'This browser', false],
  [`${MAC} ${BLINK} Chrome/142.0.0.0 Safari/537.36`, 'Chrome', false],
  [`${LINUX} ${BLINK} HeadlessChrome/142.0.0.0 Safari/537.36`, 'Chromium', false],
  [`${MAC} ${BLINK} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge', false],
  [`${MAC} ${BLINK} Chrome/142.0.0.0 Safari/537.36 OPR/120.0.0.0`, 'Opera', false],
  [
    `${ANDROID} ${BLINK} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet',
    false,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox', false],
  ['', 'This browser', false],
])('%s is %s', (userAgent, name, isApples) => {
  expect(browserName(userAgent, false)).toEqual({ name, isApples });
});

test('Brave, which says it is Chrome, is asked', () => {
  const userAgent = `${MAC} ${BLINK} Chrome/142.0.0.0 Safari/537.36`;
  expect(browserName(userAgent, true).name).toBe('Brave');
});

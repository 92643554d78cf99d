import { app, type Session, type WebContents } from 'electron';

/** Stops Chromium's own network requests. Must be called before the app is ready. */
export function switchNetworkOff(): void {
  const { commandLine } = app;
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'no-pings',
    'disable-sync',
  ])
    commandLine.appendSwitch(name);
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** Allows requests only for our own scheme. No permissions, devices, downloads or spelling dictionaries. */
export function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isAllowed(url) });
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
}

/** The developer tools are Chromium's own pages. They are available only in development. */
function isAllowed(url: string): boolean {
  return /^(candela:|blob:candela:)/.test(url) || (!app.isPackaged && url.startsWith('devtools:'));
}

/** Pins the page: it cannot navigate, open windows or embed other pages. */
export function guardContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => {
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

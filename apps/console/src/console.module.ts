import { ConferencingClientModule } from '@conferencing/client';
import { OperationsModule, WrongTokens } from '@conferencing/http-edge';
import { Health } from '@conferencing/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { ApiController } from './api/api.controller.js';
import { Credentials } from './api/credentials.js';
import { PairController } from './api/pair.controller.js';
import { PassOn } from './api/pass-on.js';
import { StreamController } from './api/stream.controller.js';
import { Conferencing, ReadModels, type Upstream } from './api/upstream.js';
import { ConsentController } from './consent/consent.controller.js';
import { CONSOLE_SETTINGS, type ConsoleSettings } from './console.config.js';
import { AccountKeys } from './oidc/account-keys.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OpenId } from './oidc/open-id.js';
import { UserTokens } from './oidc/user-tokens.js';
import { DemoCodes } from './session/demo-codes.js';
import { BuiltPage } from './pages/built-page.js';
import { DemoController } from './pages/demo.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { Accounts } from './session/accounts.js';
import { Cookies } from './session/cookies.js';
import { SealedBox } from './session/sealed-box.js';
import { SessionController } from './session/session.controller.js';
import { Sessions } from './session/sessions.js';

/** Wrong tokens at the sign-in, from one address, in a minute, in one process: nobody types more. */
const WRONG_SIGN_INS_PER_MINUTE = 20;

@Module({})
export class ConsoleModule {
  static forRoot(settings: ConsoleSettings): DynamicModule {
    const { READ_MODELS_TCP_HOST: host, READ_MODELS_TCP_PORT: port, READ_MODELS_TCP_TLS: tls } = settings;
    const { READ_MODELS_TCP_SECRET: secret, SESSION_KEYS, PUBLIC_URL, PLATFORM_TOKEN } = settings;
    return {
      module: ConsoleModule,
      imports: [
        OperationsModule,
        ConferencingClientModule.register({ transport: 'tcp', host, port, tls, ...(secret && { secret }) }),
      ],
      controllers: [
        PagesController,
        SessionController,
        OidcController,
        DemoController,
        ConsentController,
        StreamController,
        PairController,
        ApiController,
      ],
      providers: [
        Accounts,
        BuiltPage,
        Credentials,
        PassOn,
        UserTokens,
        { provide: CONSOLE_SETTINGS, useValue: settings },
        { provide: OpenId, useFactory: () => new OpenId(settings) },
        { provide: SealedBox, useFactory: () => new SealedBox(SESSION_KEYS) },
        { provide: Cookies, useFactory: () => new Cookies(PUBLIC_URL) },
        { provide: DemoCodes, inject: [SealedBox], useFactory: (box: SealedBox) => new DemoCodes(box) },
        {
          provide: Sessions,
          inject: [SealedBox, Cookies],
          useFactory: (box: SealedBox, cookies: Cookies) => new Sessions(box, cookies, PUBLIC_URL),
        },
        { provide: WrongTokens, useFactory: () => new WrongTokens(WRONG_SIGN_INS_PER_MINUTE) },
        {
          provide: Conferencing,
          inject: [Health],
          useFactory: (health: Health) => watched(health, new Conferencing('conferencing', settings.CONFERENCING_URL)),
        },
        {
          provide: ReadModels,
          inject: [Health],
          useFactory: (health: Health) => watched(health, new ReadModels('read-models', settings.READ_MODELS_URL)),
        },
        {
          provide: AccountKeys,
          inject: [Conferencing],
          useFactory: (conferencing: Conferencing) =>
            new AccountKeys(conferencing, SESSION_KEYS[0]!, PLATFORM_TOKEN ?? ''),
        },
      ],
    };
  }
}

/** While a service is away, the page says so itself: nothing of this is needed to answer browsers. */
function watched<T extends Upstream>(health: Health, upstream: T): T {
  health.register(upstream.name, () => upstream.check(), { needed: false });
  return upstream;
}

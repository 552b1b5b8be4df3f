import { fileURLToPath } from 'node:url'
import CompressionPlugin from 'compression-webpack-plugin'
import CopyPlugin from 'copy-webpack-plugin'
import CssMinimizerPlugin from 'css-minimizer-webpack-plugin'
import HtmlPlugin from 'html-webpack-plugin'
import MiniCssExtractPlugin from 'mini-css-extract-plugin'
import { VueLoaderPlugin } from 'vue-loader'
import webpack from 'webpack'
import { Licences } from './build/licences.js'
import { Precache } from './build/precache.js'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

// As deploy/nginx/nginx.conf has it: what makes a preview of a link gets it from the API.
const PREVIEWERS =
  /facebookexternalhit|Facebot|Twitterbot|LinkedInBot|Slackbot|Slack-ImgProxy|Discordbot|TelegramBot|WhatsApp\/|SkypeUriPreview|MicrosoftPreview|Pinterestbot|redditbot|Mastodon|Bluesky Cardyb|Synapse|ZulipURLPreview|Embedly|Iframely|vkShare/i
function previews(request, _response, next) {
  const [path] = request.url.split('?')
  if (/^\/(quiz\/[a-z0-9-]+)?$/.test(path) && PREVIEWERS.test(request.headers['user-agent'] ?? '')) {
    request.url = request.originalUrl = `/api/previews/page${path}` // the proxy reads both
  }
  next()
}

export default (env, { mode }) => {
  const production = mode === 'production'
  const pseudo = !production || Boolean(env['pseudo']) // two made-up languages, to try the texts in
  return {
    // An explicit target keeps webpack's runtime free of `new Function`, which the CSP forbids.
    target: ['web', 'es2022'],
    entry: here('src/main.ts'),
    output: {
      path: here('dist'),
      publicPath: '/',
      filename: 'assets/[name].[contenthash:8].js',
      assetModuleFilename: 'assets/[name].[contenthash:8][ext]',
      chunkFilename: 'assets/[name].[contenthash:8].js',
      trustedTypes: { policyName: 'webpack' }, // the CSP names it
      clean: true,
    },
    // `texts/play` is locales/en/play.arb: English, into which a translation is put (locales/texts.ts).
    resolve: { extensions: ['.ts', '.js', '.arb'], alias: { texts: here('src/locales/en') } },
    module: {
      rules: [
        { test: /\.vue$/, loader: 'vue-loader' },
        { test: /\.ts$/, loader: 'esbuild-loader', options: { loader: 'ts', target: 'es2022' } },
        {
          test: /\.css$/,
          use: [production ? MiniCssExtractPlugin.loader : 'style-loader', 'css-loader'],
        },
        { test: /\.arb$/, loader: here('build/texts/loader.js') },
        {
          test: /\/locales\/languages\.ts$/,
          loader: here('build/texts/languages-loader.js'),
          options: { pseudo },
          enforce: 'post',
        },
        { test: /\.woff2$/, type: 'asset/resource' },
      ],
    },
    plugins: [
      new VueLoaderPlugin(),
      new webpack.DefinePlugin({
        __VUE_OPTIONS_API__: false,
        __VUE_PROD_DEVTOOLS__: false,
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
      }),
      new HtmlPlugin({ template: here('src/index.html'), scriptLoading: 'defer' }),
      new CopyPlugin({ patterns: [here('public')] }),
      ...(production
        ? [
            new MiniCssExtractPlugin({
              filename: 'assets/[name].[contenthash:8].css',
              chunkFilename: 'assets/[name].[contenthash:8].css',
            }),
            // Beside dist, not in it: for an error tracker, never served.
            new webpack.SourceMapDevToolPlugin({
              filename: '../sourcemaps/[file].map',
              append: false,
            }),
            // Nearly all of it runs before the first page is there. Browsers that know the comment
            // compile it while it arrives, in another thread, and not piece by piece as it runs:
            // https://v8.dev/blog/explicit-compile-hints
            new webpack.BannerPlugin({
              banner: '//# allFunctionsCalledOnLoad',
              raw: true,
              test: /main\.[0-9a-f]+\.js$/,
              stage: webpack.Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE, // a minifier would drop it
            }),
            new Licences(),
            new Precache(),
            new CompressionPlugin({ test: /\.(js|css|html|svg|txt|webmanifest)$/, threshold: 512 }),
          ]
        : []),
    ],
    // A build after a small change takes a third of the time of the first one.
    cache: {
      type: 'filesystem',
      compression: 'gzip', // 30 MB instead of 130
      name: `${mode}${pseudo ? '-pseudo' : ''}`,
      version: process.version,
      buildDependencies: { config: [here('webpack.config.js'), here('build/')] },
    },
    devtool: production ? false : 'eval-cheap-module-source-map',
    optimization: {
      // What `later` and the studio share is in both: a third piece would be named in every import().
      // The styles of a component that both have are loaded twice. What a page changes of them must have a
      // higher specificity, or the second time undoes it.
      splitChunks: false,
      minimizer: ['...', new CssMinimizerPlugin()],
    },
    performance: { hints: false }, // build/check-size.js knows what counts
    stats: production ? 'errors-warnings' : 'minimal',
    devServer: {
      host: '0.0.0.0',
      port: 8080,
      allowedHosts: 'all', // in a container, reached under any name
      hot: true,
      historyApiFallback: true,
      client: { overlay: { errors: true, warnings: false, runtimeErrors: false } },
      setupMiddlewares: (middlewares) => [previews, ...middlewares],
      proxy: [{ context: ['/api', '/problems'], target: process.env.API_URL || 'http://127.0.0.1:5000' }],
    },
  }
}

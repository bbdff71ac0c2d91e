# The dashboard and its worker in one image: docker build --tag observatoire .
# Debian packages are named in scripts/need and nowhere else. `make dockerfile` runs these commands without Docker.

# The npm inputs of the build: geography and fonts.
FROM node:22-bookworm-slim AS inputs
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM rust:1.95.0-slim-bookworm AS build
# The image is the toolchain: rustup need not fetch what only developers use.
ENV RUSTUP_TOOLCHAIN=1.95.0 CARGO_TERM_COLOR=never
WORKDIR /source
COPY scripts/need scripts/need
RUN apt-get update \
    && apt-get install --yes --no-install-recommends $(scripts/need --list build) \
    && rm -rf /var/lib/apt/lists/*
COPY --from=inputs /source/node_modules node_modules
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
COPY scripts/need /tmp/need
RUN apt-get update \
    && apt-get install --yes --no-install-recommends $(/tmp/need --list run) \
    && rm -rf /var/lib/apt/lists/* /tmp/need
RUN useradd --system --uid 4000 --user-group --home-dir /var/lib/observatoire --create-home --shell /usr/sbin/nologin observatoire
COPY --from=build /source/target/release/observatoire /usr/local/bin/observatoire
ENV OBSERVATOIRE_DATA=/var/lib/observatoire OBSERVATOIRE_HOST=0.0.0.0 OBSERVATOIRE_PORT=8080 OBSERVATOIRE_LOG=json
USER observatoire
WORKDIR /var/lib/observatoire
# The embedded store and the inboxes; with PostgreSQL, the inboxes alone.
VOLUME /var/lib/observatoire
EXPOSE 8080
# A worker is asked to end and finishes the step in hand.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["observatoire", "healthy"]
ENTRYPOINT ["observatoire"]
CMD ["serve"]

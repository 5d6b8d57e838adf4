# The program alone, on nothing: no shell, no libraries, no user but one without rights. It needs no network and writes
# nothing but what it is asked for:
#
#   docker run --rm --network none --read-only --user "$(id -u):$(id -g)" --volume "$PWD:/cv" ghcr.io/OWNER/folio build
#
# The archives of a release are the context `archives` (`--build-context archives=dist`), so the image holds the very
# programs that were released, and nothing is compiled here.

FROM --platform=$BUILDPLATFORM alpine:3.23 AS unpack
ARG TARGETARCH
RUN --mount=from=archives,target=/archives \
    case "$TARGETARCH" in \
      amd64) target=x86_64-unknown-linux-musl ;; \
      arm64) target=aarch64-unknown-linux-musl ;; \
      *) echo "there is no build for $TARGETARCH" >&2; exit 1 ;; \
    esac \
    && mkdir -p /image/usr/share/doc /image/cv \
    && tar -xzf "/archives/folio-$target.tar.gz" -C /tmp \
    && install -D -m 755 "/tmp/folio-$target/folio" /image/usr/bin/folio \
    && mv "/tmp/folio-$target" /image/usr/share/doc/folio \
    && rm /image/usr/share/doc/folio/folio

FROM scratch
LABEL org.opencontainers.image.title="Folio" \
      org.opencontainers.image.description="Academic CV, one-page résumé and publication list from one YAML file" \
      org.opencontainers.image.source="https://github.com/OWNER/folio" \
      org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND OFL-1.1 AND LPPL-1.3c"
COPY --from=unpack /image /
USER 65532:65532
WORKDIR /cv
ENTRYPOINT ["/usr/bin/folio"]
CMD ["build"]

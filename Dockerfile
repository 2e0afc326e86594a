# The image: a Java 25 runtime, the built service and the JDK's AOT cache of it. First: mvn package (or ./voxgate start once); on a machine
# that is not 64-bit Linux on x86: mvn package -Dembedded-postgres.platform=linux-amd64.
# The tag follows Java's quarterly security updates; for builds that can be repeated name a digest: --build-arg RUNTIME=eclipse-temurin@sha256:...
ARG RUNTIME=eclipse-temurin:25-jre-noble
FROM ${RUNTIME} AS service
# Together these stay below the memory limit in k8s/ (io.voxgate.manifests.MemoryTest does the sum, io.voxgate.replicas.MemoryIT measures it):
# the heap is a share of the limit, everything else has a size of its own. Netty counts its buffers with the others (maxDirectMemory=0).
ENV LANG=C.UTF-8 \
    MALLOC_ARENA_MAX=2 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=45 -XX:MaxDirectMemorySize=64m -XX:MaxMetaspaceSize=144m -XX:ReservedCodeCacheSize=64m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -Dio.netty.maxDirectMemory=0 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
WORKDIR /app
COPY target/quarkus-app/lib/ lib/
COPY target/quarkus-app/quarkus/ quarkus/
COPY target/quarkus-app/app/ app/
COPY target/quarkus-app/quarkus-run.jar ./

# The AOT cache holds classes as a gateway left them that started a session on each vendor's sandbox. It fits this very Java with these very
# options and files; elsewhere Java passes over it. The second command fails the build when it would be passed over here.
FROM service AS training
RUN useradd --uid 10001 --create-home voxgate
USER 10001
WORKDIR /home/voxgate
COPY templates/ templates/
RUN java -Dvoxgate.gateway.options=-XX:AOTCacheOutput=voxgate.aot -cp /app/quarkus-run.jar io.voxgate.cli.DemoCommand
RUN java -XX:AOTMode=on -XX:AOTCache=voxgate.aot -cp /app/quarkus-run.jar io.voxgate.cli.DemoCommand --version

FROM service
COPY --from=training /home/voxgate/voxgate.aot ./
USER 10001:10001
EXPOSE 8080 9000
ENTRYPOINT ["java", "-XX:AOTCache=/app/voxgate.aot", "-jar", "/app/quarkus-run.jar"]

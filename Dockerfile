# The image: a Java 25 runtime and the built service. First: mvn package (or ./voxgate start once).
# The tag follows Java's quarterly security updates; for builds that can be repeated name a digest: --build-arg RUNTIME=eclipse-temurin@sha256:...
ARG RUNTIME=eclipse-temurin:25-jre-noble
FROM ${RUNTIME}
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
USER 10001:10001
EXPOSE 8080 9000
ENTRYPOINT ["java", "-jar", "/app/quarkus-run.jar"]

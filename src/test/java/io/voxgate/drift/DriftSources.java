package io.voxgate.drift;

import io.voxgate.tck.AllAdapters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The descriptions: the SDKs on the class path, what stands in for one that is not there, and the files that the caller
 * names.
 */
final class DriftSources {
    /** The SDKs' clients, by adapter. */
    private static final Map<String, String> CLIENTS = new TreeMap<>(Map.of(
            "tencent-trtc", "com.tencentcloudapi.trtc.v20190722.TrtcClient",
            "tencent-ccc", "com.tencentcloudapi.ccc.v20200210.CccClient",
            "alibaba-rtc", "com.aliyun.rtc20180111.Client"));

    private static final Map<String, ApiDescription> OURS = new ConcurrentHashMap<>();

    private DriftSources() {}

    static Set<String> vendors() {
        return CLIENTS.keySet();
    }

    /** What an adapter knows, asked once. Alibaba describes what is inside its parameters that hold JSON. */
    static ApiDescription ours(String vendor) {
        return OURS.computeIfAbsent(
                vendor,
                name -> AdapterReader.read(AllAdapters.named(name), name.startsWith("alibaba"), VendorTables.of(name)));
    }

    /** The SDK's description, or that of the vendor's pages. */
    static ApiDescription published(String vendor) {
        Optional<Class<?>> client = SdkReader.find(CLIENTS.get(vendor));
        return client.map(type -> sdk(vendor, type)).orElseGet(() -> DocumentedApi.read(vendor));
    }

    /** Of Alibaba's the agents only: the product's other operations are rooms, recordings and statistics. */
    private static ApiDescription sdk(String vendor, Class<?> client) {
        ApiDescription all = SdkReader.read(vendor, jar(client), client);
        return vendor.startsWith("alibaba") ? all.onlyNamed("Agent") : all;
    }

    private static String jar(Class<?> type) {
        Path file =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        return file.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /** Compares everything: each vendor with its SDK, and with each {@code api.json} that is given. */
    static List<DriftResult> compare(List<Path> apiFiles) {
        List<DriftResult> results = new ArrayList<>();
        for (String vendor : CLIENTS.keySet()) {
            results.add(DriftResult.of(ours(vendor), published(vendor), KnownDifferences.today()));
        }
        for (Path file : apiFiles) {
            ApiDescription described = TencentApiFile.read(file);
            results.add(DriftResult.of(ours(described.vendor()), described, KnownDifferences.today()));
        }
        return results;
    }
}

//! How the page is painted where there is no graphics card, as on a virtual desktop.

use tauri::WebviewWindow;

/// Has the processor paint by itself where nothing else could.
///
/// The engine would otherwise imitate a graphics card with the processor, and copy each picture out of
/// it: every page would come 50 ms later.
#[cfg(target_os = "linux")]
pub(crate) fn settle(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

    if has_graphics() {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Elsewhere the system's own engine knows best.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Whether the kernel offers a card that draws.
#[cfg(target_os = "linux")]
fn has_graphics() -> bool {
    let Ok(devices) = std::fs::read_dir("/dev/dri") else { return false };
    devices.flatten().any(|it| it.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

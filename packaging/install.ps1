# Installs a released Folio on Windows: one program, into a folder of your own, without an administrator.
#
#   irm https://github.com/OWNER/folio/releases/latest/download/install.ps1 | iex
#
# Environment: FOLIO_VERSION, a release such as 0.1.0 [default: the latest]; FOLIO_INSTALL_DIR, where the program goes
# [default: %LOCALAPPDATA%\Programs\folio]; FOLIO_DOWNLOAD, another place with the files of a release, an address or a
# folder.

function Install-Folio {
    $ErrorActionPreference = 'Stop'
    # Windows PowerShell 5 draws a bar for each block of a download, which takes longer than the download.
    $ProgressPreference = 'SilentlyContinue'
    if ($PSVersionTable.PSVersion.Major -lt 6) {
        [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    }

    $repository = 'https://github.com/OWNER/folio'
    $version = "$env:FOLIO_VERSION".TrimStart('v')
    $to = $env:FOLIO_INSTALL_DIR
    if (-not $to) { $to = Join-Path $env:LOCALAPPDATA 'Programs\folio' }
    if ($env:FOLIO_DOWNLOAD) { $from = $env:FOLIO_DOWNLOAD }
    elseif ($version) { $from = "$repository/releases/download/v$version" }
    else { $from = "$repository/releases/latest/download" }

    # Windows on ARM runs programs for x86-64.
    $target = 'x86_64-pc-windows-msvc'
    $archive = "folio-$target.zip"
    $work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory -Path $work | Out-Null
    try {
        foreach ($name in $archive, 'SHA256SUMS') {
            $file = Join-Path $work $name
            if ($from -like 'https://*') { Invoke-WebRequest -UseBasicParsing -Uri "$from/$name" -OutFile $file }
            elseif ($from -like '*://*') { throw "${from}: only https:// and folders are taken" }
            else { Copy-Item -LiteralPath (Join-Path $from $name) -Destination $file }
        }
        $promised = $null
        foreach ($line in Get-Content -LiteralPath (Join-Path $work 'SHA256SUMS')) {
            $parts = $line -split '\s+\*?', 2
            if ($parts.Count -eq 2 -and $parts[1] -eq $archive) { $promised = $parts[0] }
        }
        if (-not $promised) { throw "$from/SHA256SUMS has no line for $archive" }
        $found = (Get-FileHash -Algorithm SHA256 -LiteralPath (Join-Path $work $archive)).Hash
        # -ne does not tell capitals from small letters.
        if ($found -ne $promised) { throw "$archive is not what was released: its SHA-256 sum is $found, not $promised" }

        Expand-Archive -LiteralPath (Join-Path $work $archive) -DestinationPath $work
        $fresh = Join-Path $work "folio-$target\folio.exe"
        $said = & $fresh --version
        if ($LASTEXITCODE -ne 0) { throw "the program in $archive does not run on this machine" }
        if ($version -and $said -ne "folio $version") { throw "$archive holds $said, not folio $version" }
        New-Item -ItemType Directory -Force -Path $to | Out-Null
        Copy-Item -LiteralPath $fresh -Destination (Join-Path $to 'folio.exe') -Force
        Write-Output "$said  installed as $(Join-Path $to 'folio.exe')"
    }
    finally {
        Remove-Item -LiteralPath $work -Recurse -Force
    }

    $path = [Environment]::GetEnvironmentVariable('Path', 'User')
    if (($path -split ';') -notcontains $to) {
        [Environment]::SetEnvironmentVariable('Path', "$path;$to".TrimStart(';'), 'User')
        $env:Path = "$env:Path;$to"
        Write-Output "$to is on the path of new windows"
    }
}

Install-Folio

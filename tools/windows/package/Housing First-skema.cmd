@echo off
rem Opens the program as a page in the browser, without a window of its own.
if not exist "%~dp0program\pythonw.exe" goto packed
start "" "%~dp0program\pythonw.exe" -B -m hf_fidelity open %*
exit /b 0
:packed
rem Started inside the ZIP: Windows then takes out this one file alone.
echo.
echo   Pak hele ZIP-filen ud (tryk med musens anden tast paa den, og tag "Udpak alle"),
echo   og dobbeltklik saa paa filen igen i den mappe, der kommer frem.
echo.
pause
exit /b 1

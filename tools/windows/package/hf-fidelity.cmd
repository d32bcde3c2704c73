@echo off
rem hf-fidelity in a terminal: the signed Python beside this file, and nothing else.
setlocal
set "_HF_FIDELITY_CALLED=%~f0"
"%~dp0program\python.exe" -B -m hf_fidelity %*
exit /b %errorlevel%
